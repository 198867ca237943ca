/** Longer than any browser takes to begin. */
const UNTIL_READ = 60_000;

/** Saves a JSON text as a file, byte for byte. */
export function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), UNTIL_READ);
}
