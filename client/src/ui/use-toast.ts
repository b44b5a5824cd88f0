import { readonly, ref, type DeepReadonly, type Ref } from 'vue';

/** One message at the foot of the screen: one sentence, at most one way back. */
export interface Toast {
  id: number;
  text: string;
  undo?: () => void;
}

const toasts = ref<Toast[]>([]);
const most = 3;
let lastId = 0;

function dismiss(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

/** Says something without taking the focus. Only the newest message can be undone. */
export function useToast(): {
  toasts: DeepReadonly<Ref<Toast[]>>;
  say: (text: string, options?: { undo?: () => void }) => number;
  dismiss: (id: number) => void;
} {
  return {
    toasts: readonly(toasts),
    say: (text, options = {}) => {
      const id = ++lastId;
      const settled = toasts.value.map(({ id: old, text: said }) => ({ id: old, text: said }));
      toasts.value = [...settled, { id, text, undo: options.undo }].slice(-most);
      return id;
    },
    dismiss,
  };
}
