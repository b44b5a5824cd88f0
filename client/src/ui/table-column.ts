/** One column of a table. Its cells are drawn by the slot `cell-<key>`. */
export interface TableColumn {
  key: string;
  label: string;
  /** Numbers stand at the end, so that their places line up. */
  align?: 'start' | 'center' | 'end';
  /** Any CSS length. */
  width?: string;
  /** The cell that names the row: read out before the others. */
  header?: boolean;
  /** On a phone there is no room for it: its cells then stand under the one that names the row, after the label. */
  tucked?: boolean;
  /** For columns of buttons: the label is only read out. */
  hideLabel?: boolean;
}
