import { expect, it } from 'vitest';
import { decimal } from '../decimals/decimal';
import { readDensity } from './density';

it.each([
  ['0.832', decimal('0.832')],
  ['99.999999', decimal('99.999999')],
  [' ', null],
  ['0', undefined],
  ['-1', undefined],
  ['100', undefined],
  ['0.0000001', undefined],
  ['heavy', undefined],
])('reads %j', (typed, density) => {
  expect(readDensity(typed, 'en-GB')).toEqual(density);
});
