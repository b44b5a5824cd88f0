const longestShort = 125;
const longestMedium = 65_535;
const finalText = 0x81;

/** A whole websocket frame of a server with this text, in one buffer that can be written to any number of sockets. */
export function textFrame(text: string): Buffer {
  const bytes = Buffer.byteLength(text);
  const head = bytes <= longestShort ? 2 : bytes <= longestMedium ? 4 : 10;
  const frame = Buffer.allocUnsafeSlow(head + bytes);
  frame.writeUInt8(finalText, 0);
  if (head === 2) frame.writeUInt8(bytes, 1);
  else if (head === 4) {
    frame.writeUInt8(126, 1);
    frame.writeUInt16BE(bytes, 2);
  } else {
    frame.writeUInt8(127, 1);
    frame.writeBigUInt64BE(BigInt(bytes), 2);
  }
  frame.write(text, head);
  return frame;
}
