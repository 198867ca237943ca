import { expect, test } from 'vitest';
import { timeZones, zoneMatches } from './time-zones';

test('zones are there once each, under the names of today too', () => {
  const zones = timeZones(['Europe/Zurich', 'Etc/GMT+5']);
  expect(zones).toEqual([...new Set(zones)].sort());
  expect(zones).toEqual(
    expect.arrayContaining(['UTC', 'Asia/Kolkata', 'Europe/Kyiv', 'Europe/Zurich', 'Etc/GMT+5']),
  );
});

test.each([
  ['America/New_York', 'new york', true],
  ['America/New_York', 'New_York', true],
  ['America/New_York', 'york america', true],
  ['America/New_York', '', true],
  ['Europe/Zurich', 'new', false],
])('%s is found by "%s": %s', (zone, typed, isFound) => {
  expect(zoneMatches(zone, typed)).toBe(isFound);
});
