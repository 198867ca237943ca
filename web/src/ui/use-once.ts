import { useRef } from 'react';
import { writeJson } from '../api/json';

export interface Once {
  header: { 'Idempotency-Key': string };
}

/**
 * Keys for calls that may be sent again after a lost answer: the service carries out what has the same key and content
 * once. Other content, and whatever follows a success, has another key.
 */
export function useOnce() {
  const last = useRef<{ content: string; key: string }>(undefined);
  return {
    keyFor(content: unknown): Once {
      const written = writeJson(content);
      if (last.current?.content !== written) last.current = { content: written, key: newKey() };
      return { header: { 'Idempotency-Key': last.current.key } };
    },
    succeeded() {
      last.current = undefined;
    },
  };
}

/** 128 bits by chance. crypto.randomUUID is not there where the service is reached without TLS. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
