import { computed, inject, useId, type ComputedRef, type InjectionKey } from 'vue';

/** What a field tells the control inside it, so that label, hint and error reach a screen reader. */
export interface FieldLink {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
  required: boolean;
}

export const fieldKey: InjectionKey<ComputedRef<FieldLink>> = Symbol('vigil-field');

/** The attributes of a control: those of the field around it, or its own id where it stands alone. */
export function useFieldControl(): ComputedRef<{
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  required: boolean;
}> {
  const own = useId();
  const field = inject(fieldKey, null);
  return computed(() => ({
    id: field?.value.id ?? own,
    'aria-describedby': field?.value.describedBy,
    'aria-invalid': field?.value.invalid ? true : undefined,
    required: field?.value.required ?? false,
  }));
}

/** The look all text controls share. */
export const controlClass =
  'w-full min-h-hit rounded-control border border-line-strong bg-raised px-3 text-2 text-ink placeholder:text-ink-3 disabled:bg-sunk disabled:text-ink-3 aria-invalid:border-danger aria-invalid:border-2';
