/** How a usage type is drawn: which of the colours `--type-0` to `--type-7`, and which texture over it. */
export interface TypeLook {
  colour: number;
  texture: number;
}

const COLOURS = 8;
/** What lies over the colours, so that nobody has to tell bars apart by colour alone: 8 × 8 pixels that repeat. */
export const TEXTURES = [
  '',
  'M-2 10 10 -2M-2 2 2 -2M6 10 10 6',
  'M2 2h.01M6 6h.01',
  'M0 2h8M0 6h8',
  'M-2 -2 10 10M6 -2 10 2M-2 6 2 10',
  'M2 0v8M6 0v8',
  'M0 4h8M4 0v8',
  'M0 3 2 1l4 4 2-2M0 7l2-2 4 4 2-2',
];

/**
 * The looks of usage types by their ids, the same in every list, chart and theme. They follow from the order of the
 * ids, so that a type that is added, whose id is the largest, changes no other. The first eight differ in colour; they
 * were chosen so that people with any common colour blindness tell them apart, each with a contrast of 3 or more to
 * its ground in both themes. Further ones bear the colours anew, each with another texture.
 */
export function typeLooks(ids: readonly number[]): ReadonlyMap<number, TypeLook> {
  const inOrder = [...new Set(ids)].sort((a, b) => a - b);
  return new Map(inOrder.map((id, place) => [id, lookAt(place)]));
}

function lookAt(place: number): TypeLook {
  const round = Math.floor(place / COLOURS);
  return { colour: place % COLOURS, texture: ((place % COLOURS) + round) % TEXTURES.length };
}
