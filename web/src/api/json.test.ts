import { expect, it } from 'vitest';
import { decimal, isDecimal } from '../decimals/decimal';
import { parseJson, writeJson } from './json';

const TEXT =
  '{"id":9007199254740991,"amount":123456789012.123456,"factor":null,"items":[{"emissions_kg_co2e":10}]}';

it('reads decimals exactly, also whole ones, and ids as numbers', () => {
  const read = parseJson(TEXT) as { id: number; amount: unknown; items: { emissions_kg_co2e: unknown }[] };
  expect(read.id).toBe(9007199254740991);
  expect(isDecimal(read.amount)).toBe(true);
  expect(read.items[0]?.emissions_kg_co2e).toEqual(decimal('10'));
});

it('writes back what it read', () => {
  expect(writeJson(parseJson(TEXT))).toBe(TEXT);
});

it('writes tiny and huge decimals in plain notation', () => {
  expect(writeJson({ factor: decimal('1e-24') })).toBe('{"factor":0.000000000000000000000001}');
});

it('refuses an id that a number cannot hold', () => {
  expect(() => parseJson('{"id":9007199254740993}')).toThrow(SyntaxError);
});
