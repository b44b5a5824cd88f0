import type { Component } from 'vue';
import type { Role } from '@vigil/shared/contract';
import 'vue-router';

/** One entry of the navigation; a feature exports its own, the shell puts them in order. */
export interface NavEntry {
  readonly to: string;
  /** i18n key of its word. */
  readonly label: string;
  /** i18n key of a shorter word for the phone's bar. */
  readonly short?: string;
  readonly icon: Component;
  /** Ascending; ordinary screens below 100, those of security and administrators from 100 on. */
  readonly order: number;
  /** Who sees it; everybody signed in unless told. */
  readonly roles?: readonly Role[];
  /** Kept out of the bars: it stands in the menu of the person alone. */
  readonly menuOnly?: boolean;
}

declare module 'vue-router' {
  interface RouteMeta {
    /** i18n key of the document's title. */
    title: string;
    /** `anyone` needs no session; a list names the roles; everybody signed in unless told. */
    access?: 'anyone' | readonly Role[];
    /** `plain` pages stand alone, without navigation. */
    plain?: boolean;
    /** The page begins with the city; the head of the page stands on its sky. */
    overSky?: boolean;
  }
}
