const none = Buffer.alloc(0);

/** Reads off the bytes of a client's websocket where frames begin, whatever they carry; keeps no more than one head. */
export class FrameHeads {
  private head: Buffer = none;
  /** Bytes of the present frame that are still to come. */
  private toSkip = 0;

  /** @returns how many frames begin in these bytes */
  countIn(bytes: Buffer): number {
    let frames = 0;
    let at = 0;
    while (at < bytes.length) {
      const skipped = Math.min(this.toSkip, bytes.length - at);
      this.toSkip -= skipped;
      at += skipped;
      if (at === bytes.length) break;
      if (this.head.length === 0) frames++;
      at += this.takeHead(bytes.subarray(at));
    }
    return frames;
  }

  /** @returns how many bytes of them are the head's */
  private takeHead(bytes: Buffer): number {
    const before = this.head.length;
    const seen = before === 0 ? bytes : Buffer.concat([this.head, bytes.subarray(0, longestHead)]);
    const length = headLength(seen);
    if (length === null || seen.length < length) {
      this.head = Buffer.from(seen);
      return bytes.length;
    }
    this.head = none;
    this.toSkip = payloadLength(seen);
    return length - before;
  }
}

const longestHead = 14;
const lengthBits = 0x7f;
const maskBit = 0x80;
const maskBytes = 4;

/** Null while too little of it is there to say. */
function headLength(head: Buffer): number | null {
  const second = head[1];
  if (second === undefined) return null;
  const short = second & lengthBits;
  const more = short === 126 ? 2 : short === 127 ? 8 : 0;
  return 2 + more + ((second & maskBit) === 0 ? 0 : maskBytes);
}

function payloadLength(head: Buffer): number {
  const short = head.readUInt8(1) & lengthBits;
  if (short === 126) return head.readUInt16BE(2);
  return short === 127 ? Number(head.readBigUInt64BE(2)) : short;
}
