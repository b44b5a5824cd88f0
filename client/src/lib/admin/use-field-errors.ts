import { useI18n } from 'vue-i18n';
import type { ProblemError } from '../problem';

/**
 * Which fields of a form the server wants looked at again. The words are ours, in the reader's language: `special` for
 * problems that belong to one field, else a general request.
 */
export function useFieldErrors(
  problem: () => ProblemError | null,
  special: Readonly<Record<string, { field: string; text: string }>> = {},
): (field: string) => string | undefined {
  const { t } = useI18n();
  return (field) => {
    const found = problem();
    if (!found) return undefined;
    const own = special[found.type];
    if (own) return own.field === field ? t(own.text) : undefined;
    const named = found.errors.some(
      ({ pointer }) => pointer === `/${field}` || pointer.startsWith(`/${field}/`),
    );
    return named ? t('admin.lookAgain') : undefined;
  };
}
