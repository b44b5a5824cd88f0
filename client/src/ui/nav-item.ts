/** One of a few views: tabs and segments take a list of them. */
export interface NavItem<V extends string> {
  value: V;
  label: string;
  /** The address of the view; makes the item a link. */
  href?: string;
}
