import { readonly, ref, type DeepReadonly, type Ref } from 'vue';

/** One message at the foot of the screen: one sentence, at most one way back or one way on. */
export interface Toast {
  id: number;
  text: string;
  undo?: () => void;
  /** Where it leads, inside the app. */
  href?: string;
  /** It came by itself: it may wait for its turn. */
  patient?: boolean;
}

/** The first one stands on the screen, the others wait behind it. */
const line = ref<Toast[]>([]);
const mostInLine = 4;
let lastId = 0;

function dismiss(id: number): void {
  line.value = line.value.filter((toast) => toast.id !== id);
}

/**
 * Says something without taking the focus, one message at a time. The answer to what somebody just did comes at once, in
 * the place of the answer before; what came by itself (`tell`) waits until the one on the screen has gone.
 */
export function useToast(): {
  toasts: DeepReadonly<Ref<Toast[]>>;
  say: (text: string, options?: { undo?: () => void }) => number;
  tell: (text: string, options?: { href?: string }) => number;
  dismiss: (id: number) => void;
} {
  return {
    toasts: readonly(line),
    say: (text, { undo } = {}) => {
      const id = ++lastId;
      line.value = [{ id, text, undo }, ...line.value.filter((toast) => toast.patient)].slice(0, mostInLine);
      return id;
    },
    tell: (text, { href } = {}) => {
      const id = ++lastId;
      line.value = [...line.value, { id, text, href, patient: true }].slice(0, mostInLine);
      return id;
    },
    dismiss,
  };
}
