import { expect, it } from 'vitest';
import { TEXTURES, typeLooks } from './type-look';

const gapped = (count: number) => Array.from({ length: count }, (_, place) => 100 + place * place * 7);

it('gives the first eight types eight colours, and 64 types 64 looks', () => {
  const looks = [...typeLooks(gapped(64)).values()];
  expect(new Set(looks.slice(0, 8).map(({ colour }) => colour)).size).toBe(8);
  expect(new Set(looks.map(({ colour, texture }) => `${colour} ${texture}`)).size).toBe(64);
  expect(looks.every(({ colour, texture }) => colour < 8 && TEXTURES[texture] !== undefined)).toBe(true);
});

it('changes no look when a type is added, or when they come in another order', () => {
  const before = typeLooks(gapped(20));
  const after = typeLooks(gapped(21).reverse());
  for (const [id, look] of before) expect(after.get(id)).toEqual(look);
});

it('goes on beyond what it can tell apart', () => {
  expect(typeLooks(gapped(65)).size).toBe(65);
});
