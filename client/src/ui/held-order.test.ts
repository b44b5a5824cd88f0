// @vitest-environment happy-dom
import { fc, test } from '@fast-check/vitest';
import { mount } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { nextTick } from 'vue';
import { holdOrder } from './held-order';
import VRankList from './VRankList.vue';

const ids = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 12 });

describe('holdOrder', () => {
  test.prop([ids, fc.nat(), fc.nat()])(
    'keeps a held row where it is and the others in the wanted order',
    (shown, pick, shift) => {
      const wanted = [
        ...shown.slice(shift % shown.length),
        ...shown.slice(0, shift % shown.length),
      ].reverse();
      const held = shown[pick % shown.length]!;
      const order = holdOrder(shown, wanted, [held]);
      expect(order.indexOf(held)).toBe(shown.indexOf(held));
      expect(order.filter((id) => id !== held)).toEqual(wanted.filter((id) => id !== held));
    },
  );

  test.prop([ids, ids, fc.string()])(
    'shows exactly the wanted rows, whoever came or left',
    (shown, wanted, held) => {
      expect([...holdOrder(shown, wanted, [held])].sort()).toEqual([...wanted].sort());
      expect(holdOrder(shown, wanted, [])).toEqual(wanted);
    },
  );

  it('holds the pointed and the focused row at once', () => {
    expect(holdOrder(['a', 'b', 'c', 'd'], ['d', 'c', 'b', 'a'], ['a', 'c'])).toEqual(['a', 'd', 'c', 'b']);
  });
});

describe('VRankList', () => {
  const rows = (order: string) => order.split('-');
  const list = () =>
    mount(VRankList, {
      props: { rows: rows('a-b-c'), rowId: String, label: 'Board' },
      slots: { default: `<template #default="{ row }"><button>{{ row }}</button></template>` },
      attachTo: document.body,
    });
  const shown = (wrapper: ReturnType<typeof list>) =>
    wrapper
      .findAll('li')
      .map((li) => li.text())
      .join('');

  it('moves at once when nobody looks at a row', async () => {
    const board = list();
    await board.setProps({ rows: rows('c-b-a') });
    expect(shown(board)).toBe('cba');
    board.unmount();
  });

  it('holds the row under the pointer until it is left', async () => {
    const board = list();
    await board.findAll('button')[0]!.trigger('pointerover');
    await board.setProps({ rows: rows('c-b-a') });
    expect(shown(board)).toBe('acb');
    await board.trigger('pointerleave');
    expect(shown(board)).toBe('cba');
    board.unmount();
  });

  it('holds the row with the keyboard focus, and keeps that focus', async () => {
    const board = list();
    const button = board.findAll('button')[1]!;
    button.element.focus();
    await board.setProps({ rows: rows('b-c-a') });
    expect(shown(board)).toBe('cba');
    expect(document.activeElement).toBe(button.element);
    button.element.blur();
    await nextTick();
    expect(shown(board)).toBe('bca');
    board.unmount();
  });

  it('does not hold a row that a finger touched', async () => {
    const board = list();
    await board.findAll('button')[0]!.trigger('pointerover', { pointerType: 'touch' });
    await board.setProps({ rows: rows('c-b-a') });
    expect(shown(board)).toBe('cba');
    board.unmount();
  });
});
