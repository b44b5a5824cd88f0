import { DoorOpen, Footprints, Lightbulb, MailWarning, Phone, ShieldQuestion, Smartphone } from '@lucide/vue';
import type { Component } from 'vue';
import type { ReportKind } from '@vigil/shared/reports';

/** The sign of each kind of report. */
export const reportIcons: Readonly<Record<ReportKind, Component>> = {
  mail: MailWarning,
  call: Phone,
  visitor: DoorOpen,
  'lost-device': Smartphone,
  mistake: ShieldQuestion,
  'near-miss': Footprints,
  idea: Lightbulb,
};
