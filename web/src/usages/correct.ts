import { answer } from '../api/client';
import { Problem } from '../api/problem';
import { api } from '../session/api';
import type { Usage, UsageChange } from './queries';

/** Somebody changed the usage after it was opened to be edited. */
export class ChangedMeanwhile extends Error {
  constructor(readonly newest: Usage) {
    super(`Usage ${newest.id} is in version ${newest.version} now`);
    this.name = 'ChangedMeanwhile';
  }
}

/**
 * Changes a usage if it is still as it was opened. Asks nothing of the service where nothing changes.
 * Raises ChangedMeanwhile.
 */
export async function correctUsage(opened: Usage, changesTo: (usage: Usage) => UsageChange): Promise<Usage> {
  const body = changesTo(opened);
  if (isNothing(body)) return opened;
  for (;;) {
    const { usage, tag } = await tagged(opened.id);
    // As after an answer that was lost: it states already what it should.
    if (isNothing(changesTo(usage))) return usage;
    if (usage.version !== opened.version) throw new ChangedMeanwhile(usage);
    const params = { path: { usage_id: opened.id }, header: { 'If-Match': tag } };
    try {
      return await answer(api.PATCH('/api/v1/usages/{usage_id}', { params, body }));
    } catch (error) {
      // Changed since a moment ago, or shown differently, as with its type's new name: what it is now tells.
      if (!(error instanceof Problem && error.status === 412)) throw error;
    }
  }
}

async function tagged(id: number): Promise<{ usage: Usage; tag: string }> {
  const call = api.GET('/api/v1/usages/{usage_id}', { params: { path: { usage_id: id } } });
  const usage = await answer(call);
  return { usage, tag: (await call).response.headers.get('ETag') ?? '*' };
}

const isNothing = (change: UsageChange) => Object.keys(change).length === 0;
