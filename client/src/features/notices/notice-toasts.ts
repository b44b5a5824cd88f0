import { onMounted, onUnmounted, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useToast } from '../../ui';
import { useNoticeWords } from './notice-words';
import { useNotices } from './notices.store';

const most = 2;

/** Says on whatever screen I am what has just come: the one place from which something says itself. */
export function useNoticeToasts(): void {
  const { t } = useI18n();
  const store = useNotices();
  const words = useNoticeWords();
  const toast = useToast();
  onMounted(store.connect);
  onUnmounted(store.disconnect);
  watch(
    () => store.fresh,
    (fresh) => {
      // on a page that nobody looks at it would come and go unread
      if (document.visibilityState !== 'visible') return;
      const inOrder = [...fresh].reverse();
      for (const one of inOrder.slice(0, most)) toast.tell(words.short(one), { href: words.link(one) });
      const left = inOrder.length - most;
      if (left > 0) toast.tell(t('notices.andMore', left), { href: '/notices' });
    },
  );
}
