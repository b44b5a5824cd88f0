import { defineStore } from 'pinia';
import { computed } from 'vue';
import { addDepartment, listDepartments, removeDepartment, updateDepartment } from '@vigil/shared/people';
import { call } from '../../../lib/api';
import { useLoaded } from '../../../lib/use-loaded';
import { asTree } from './department-tree';

/** The tree of departments. */
export const useDepartments = defineStore('departments', () => {
  const list = useLoaded(async (signal) => (await call(listDepartments, {}, { signal })).items);
  const tree = computed(() => (list.value.value ? asTree(list.value.value) : null));

  async function add(name: string, parentId: string | null): Promise<void> {
    const added = await call(addDepartment, { body: { name, parentId } });
    list.set([...(list.value.value ?? []), added]);
  }
  async function update(
    departmentId: string,
    body: { name: string; parentId: string | null },
  ): Promise<void> {
    const changed = await call(updateDepartment, { params: { departmentId }, body });
    list.set((list.value.value ?? []).map((known) => (known.id === departmentId ? changed : known)));
  }
  async function remove(departmentId: string): Promise<void> {
    await call(removeDepartment, { params: { departmentId } });
    list.set((list.value.value ?? []).filter((known) => known.id !== departmentId));
  }
  return {
    tree,
    problem: list.problem,
    busy: list.busy,
    load: list.load,
    connect: () => void list.load(),
    disconnect: list.cancel,
    add,
    update,
    remove,
  };
});
