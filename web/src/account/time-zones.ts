/** Names of today that some browsers know but leave out of their list, as they list them under a former name. */
const RENAMED = [
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
];

/** All IANA zones that the browser knows, and those in use, by name. */
export function timeZones(inUse: readonly string[]): string[] {
  return [
    ...new Set([...Intl.supportedValuesOf('timeZone'), ...RENAMED.filter(isKnown), 'UTC', ...inUse]),
  ].sort();
}

function isKnown(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

/** Whether a zone has every word that was typed: "new york" and "america new" find America/New_York. */
export function zoneMatches(zone: string, typed: string): boolean {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[_/\s]+/g, ' ');
  return plain(typed)
    .trim()
    .split(' ')
    .every((word) => plain(zone).includes(word));
}
