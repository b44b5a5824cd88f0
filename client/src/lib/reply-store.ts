/** Answers on this device, all of one person. Where the browser keeps nothing, nothing is found. */
export interface ReplyStore {
  /** Makes the store this person's: what belonged to another is taken away. */
  begin(memberId: string): Promise<void>;
  /** Keeps an answer, unless the store has meanwhile become another's or nobody's. */
  put(memberId: string, address: string, body: unknown): Promise<void>;
  get(address: string): Promise<{ at: string; body: unknown } | null>;
  clear(): Promise<void>;
}

const name = 'vigil-last-seen';
const table = 'answers';
/** Under it stands whose answers they are. */
const ownerKey = '#owner';

/** A store in IndexedDB. */
export function replyStore(): ReplyStore {
  let opened: Promise<IDBDatabase> | null = null;

  function open(): Promise<IDBDatabase> {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(table);
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(reasonOf(request));
    });
    return opened;
  }
  /** One transaction: all of it or nothing. @returns null where the browser keeps nothing */
  async function within<T>(
    mode: IDBTransactionMode,
    work: (answers: IDBObjectStore) => Promise<T>,
  ): Promise<T | null> {
    try {
      return await work((await open()).transaction(table, mode).objectStore(table));
    } catch {
      opened = null;
      return null;
    }
  }

  return {
    async begin(memberId) {
      await within('readwrite', async (answers) => {
        if ((await done(answers.get(ownerKey))) === memberId) return;
        await done(answers.clear());
        await done(answers.put(memberId, ownerKey));
      });
    },
    async put(memberId, address, body) {
      await within('readwrite', async (answers) => {
        if ((await done(answers.get(ownerKey))) !== memberId) return;
        await done(answers.put({ at: new Date().toISOString(), body }, address));
      });
    },
    async get(address) {
      const found = await within('readonly', (answers) => done<unknown>(answers.get(address)));
      return isAnswer(found) ? found : null;
    },
    async clear() {
      await within('readwrite', (answers) => done(answers.clear()));
    },
  };
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(reasonOf(request));
  });
}

function reasonOf({ error }: IDBRequest): Error {
  return error ?? new Error('the browser keeps nothing');
}

function isAnswer(found: unknown): found is { at: string; body: unknown } {
  return typeof found === 'object' && found !== null && 'at' in found && typeof found.at === 'string';
}
