import type en from './en.json';

/** Every further language is a file beside en.json, loaded when it is wanted; what it lacks is shown in English. */
export const files = import.meta.glob<typeof en>(['./*.json', '!./en.json'], { import: 'default' });
