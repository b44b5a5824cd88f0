export { provideUi, useUi, type UiContext } from './context';
export { englishUiWords, germanUiWords, type UiWords } from './words';
export { holdOrder, useHeldOrder } from './held-order';
export { useCountTo } from './use-count-to';
export { useFlip } from './use-flip';
export { useMinute } from './use-minute';
export { useRem } from './use-rem';
export { useReducedMotion } from './use-reduced-motion';
export { useTheme, type ThemeChoice } from './use-theme';
export { useToast, type Toast } from './use-toast';
export type { NavItem } from './nav-item';
export type { TableColumn } from './table-column';
export type {
  Building,
  City,
  Form,
  SkylineDepartment,
  SkylineFrame,
  SkylineInput,
  Tone,
} from './skyline/types';
export { default as VAvatar } from './VAvatar.vue';
export { default as VButton } from './VButton.vue';
export { default as VCheckbox } from './VCheckbox.vue';
export { default as VCopy } from './VCopy.vue';
export { default as VCount } from './VCount.vue';
export { default as VDialog } from './VDialog.vue';
export { default as VEmpty } from './VEmpty.vue';
export { default as VError } from './VError.vue';
export { default as VField } from './VField.vue';
export { default as VFileDrop } from './VFileDrop.vue';
export { default as VInput } from './VInput.vue';
export { default as VLogo } from './VLogo.vue';
export { default as VMenu } from './VMenu.vue';
export { default as VMeter } from './VMeter.vue';
export { default as VNotice } from './VNotice.vue';
export { default as VPill } from './VPill.vue';
export { default as VPublicNumber } from './VPublicNumber.vue';
export { default as VRankList } from './VRankList.vue';
export { default as VSegmented } from './VSegmented.vue';
export { default as VSelect } from './VSelect.vue';
export { default as VSheet } from './VSheet.vue';
export { default as VSkeleton } from './VSkeleton.vue';
export { default as VTable } from './VTable.vue';
export { default as VTabs } from './VTabs.vue';
export { default as VTag } from './VTag.vue';
export { default as VTextarea } from './VTextarea.vue';
export { default as VTime } from './VTime.vue';
export { default as VToastHost } from './VToastHost.vue';
export { default as VTooltip } from './VTooltip.vue';
export { default as VVisuallyHidden } from './VVisuallyHidden.vue';
export type { ChartLine } from './chart/lines';
export { default as VTrend } from './chart/VTrend.vue';
export { default as VTrendKey } from './chart/VTrendKey.vue';
export { default as VMark } from './skyline/VMark.vue';
export { default as VSkyline } from './skyline/VSkyline.vue';
export { default as VTower } from './skyline/VTower.vue';
export { looksInTurn } from './skyline';
