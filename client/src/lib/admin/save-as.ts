/** Hands a text to the browser as a file to keep. */
export function saveAs(fileName: string, text: string, type: string): void {
  saveBlob(fileName, new Blob([text], { type: `${type};charset=utf-8` }));
}

/** Hands bytes to the browser as a file to keep, under no type that anything opens by itself. */
export function saveBytes(fileName: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  saveBlob(fileName, new Blob([bytes], { type: 'application/octet-stream' }));
}

/** Hands a file to the browser to keep. */
export function saveBlob(fileName: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has taken the file by the time a new task runs.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}
