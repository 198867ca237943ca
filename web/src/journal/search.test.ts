import { expect, it } from 'vitest';
import { isFiltered, validateJournalSearch } from './search';

it('keeps what fits in an address, each kind once, and drops the rest', () => {
  expect(
    validateJournalSearch({
      action: ['usage.deleted', 'usage.recorded', 'usage.deleted', 'none'],
      from: '2026-03-01',
      to: '2026-03-31',
      usage: '12',
    }),
  ).toEqual({
    action: ['usage.recorded', 'usage.deleted'],
    from: '2026-03-01',
    to: '2026-03-31',
    usage: 12,
  });
  const nothing = validateJournalSearch({ action: 'x', from: '2026-03-02', to: '2026-03-01', usage: '-1' });
  expect(nothing).toEqual({ action: undefined, from: undefined, to: undefined, usage: undefined });
  expect(isFiltered(nothing)).toBe(false);
});
