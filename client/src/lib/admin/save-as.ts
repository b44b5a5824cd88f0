/** Hands a text to the browser as a file to keep. */
export function saveAs(fileName: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken the file by the time a new task runs.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
