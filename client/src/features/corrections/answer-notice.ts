import { onMounted, onUnmounted } from 'vue';
import { useI18n } from 'vue-i18n';
import { useConnection } from '../../lib/socket';
import { useToast } from '../../ui';

/** Says wherever a person is that a question of theirs was answered. */
export function useAnswerNotice(): void {
  const { t } = useI18n();
  const connection = useConnection();
  const toast = useToast();
  let stop: () => void = () => undefined;
  onMounted(() => {
    stop = connection.on('me:changed', ({ what }) => {
      if (what === 'dispute') toast.say(t('disputes.answered'));
      if (what === 'dispute-asked') toast.say(t('disputes.asked'));
    });
  });
  onUnmounted(() => stop());
}
