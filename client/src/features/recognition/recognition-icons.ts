import {
  DoorOpen,
  Eye,
  FolderLock,
  Footprints,
  GraduationCap,
  HandHeart,
  HeartHandshake,
  Lamp,
  Lightbulb,
  Lock,
  Megaphone,
  MessageCircleQuestionMark,
  PhoneCall,
  RefreshCw,
  ThumbsUp,
  Users,
} from '@lucide/vue';
import type { Component } from 'vue';
import type { Reaction, SecureBehaviour } from '@vigil/shared/recognition';

export const behaviourIcons: Readonly<Record<SecureBehaviour, Component>> = {
  'spotted-it': Eye,
  'warned-others': Megaphone,
  'asked-first': MessageCircleQuestionMark,
  'called-back': PhoneCall,
  'kept-it-private': FolderLock,
  'locked-up': Lock,
  'kept-up-to-date': RefreshCw,
  'welcomed-safely': DoorOpen,
  'explained-it': GraduationCap,
  'lent-a-hand': HandHeart,
  'made-it-better': Lightbulb,
  'went-first': Footprints,
};
export const reactionIcons: Readonly<Record<Reaction, Component>> = {
  thanks: HeartHandshake,
  'well-done': ThumbsUp,
  'me-too': Users,
  light: Lamp,
};
