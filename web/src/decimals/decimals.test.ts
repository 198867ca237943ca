import { describe, expect, it } from 'vitest';
import { decimal, sum } from './decimal';
import { formatDecimal, formatEmissions, formatForInput } from './format';
import { parseDecimal } from './parse';
import { separatorsOf } from './separators';

describe('arithmetic', () => {
  it('keeps every digit of sums and products', () => {
    expect(decimal('123456789012.123456').times(decimal('0.000000000000001')).toFixed()).toBe(
      '0.000123456789012123456',
    );
    expect(sum([decimal('0.1'), decimal('0.2'), decimal('9007199254740993')]).toFixed()).toBe(
      '9007199254740993.3',
    );
  });

  it('divides half to even at the milligram, as the ledger does', () => {
    expect(decimal('0.000001').div(decimal('2')).toFixed()).toBe('0');
    expect(decimal('0.000003').div(decimal('2')).toFixed()).toBe('0.000002');
    expect(decimal('15').div(decimal('18')).toFixed()).toBe('0.833333');
  });

  it('refuses to become a JavaScript number', () => {
    // @ts-expect-error operators do not compile either
    expect(() => decimal('1') * 2).toThrow();
    // @ts-expect-error nor do numbers as arguments
    expect(() => decimal('1').plus(2)).toThrow();
  });

  it('never writes an exponent', () => {
    expect(decimal('1e-24').toFixed()).toBe('0.000000000000000000000001');
    expect(String(decimal('1e30'))).toBe(`1${'0'.repeat(30)}`);
  });
});

describe('formatting', () => {
  it('shows every digit, grouped', () => {
    expect(formatDecimal(decimal('123456789012.123456'), 'en')).toBe('123,456,789,012.123456');
    expect(formatDecimal(decimal('123456789012.123456'), 'de')).toBe('123.456.789.012,123456');
    expect(formatDecimal(decimal('-0.5'), 'en')).toBe('-0.5');
    expect(formatDecimal(decimal('0.000000000000000000000001'), 'en')).toBe('0.000000000000000000000001');
  });

  it('fills a field with what is read back unchanged', () => {
    for (const locale of ['en', 'de', 'de-CH', 'fr', 'en-IN', 'sv']) {
      const text = formatForInput(decimal('123456789012.123456'), locale);
      expect(parseDecimal(text, locale)).toEqual({ value: decimal('123456789012.123456') });
    }
  });

  it('shows emissions in kg, from a tonne on in t, and exactly beside', () => {
    const texts = (kilograms: string) => {
      const { short, unit, exact } = formatEmissions(decimal(kilograms), 'en');
      return [short, unit, exact];
    };
    expect(texts('335.616')).toEqual(['335.62', 'kg', '335.616']);
    expect(texts('0.000389')).toEqual(['0.000389', 'kg', '0.000389']);
    expect(texts('999.999')).toEqual(['1,000', 'kg', '999.999']);
    expect(texts('1000')).toEqual(['1', 't', '1,000']);
    expect(texts('9999999')).toEqual(['10,000', 't', '9,999,999']);
    expect(texts('396354613.5')).toEqual(['396.35', 'kt', '396,354,613.5']);
    expect(texts('-10000000000')).toEqual(['-10', 'Mt', '-10,000,000,000']);
    expect(texts('1087906107679380.5')).toEqual(['1,087.91', 'Gt', '1,087,906,107,679,380.5']);
    expect(texts('0')).toEqual(['0', 'kg', '0']);
  });
});

describe('parsing', () => {
  it.each([
    ['1,234.5', 'en', '1234.5'],
    ['1234.50', 'en', '1234.5'],
    ['1.234,5', 'de', '1234.5'],
    ['1’234.5', 'de-CH', '1234.5'],
    ['1 234,5', 'fr', '1234.5'],
    ['1 234.5', 'en', '1234.5'],
    ['.5', 'en', '0.5'],
    ['5.', 'en', '5'],
    ['-3', 'en', '-3'],
    ['0.1234560', 'en', '0.123456'],
  ])('reads %s in %s as %s', (typed, locale, value) => {
    expect(parseDecimal(typed, locale)).toEqual({ value: decimal(value) });
  });

  it.each([
    ['', 'en', 'empty'],
    ['ten', 'en', 'notANumber'],
    ['1e5', 'en', 'notANumber'],
    [',', 'en', 'notANumber'],
    ['1,5', 'en', 'separators'],
    ['1.5', 'de', 'separators'],
    ['12,34,567', 'en', 'separators'],
    ['1.2.3', 'en', 'separators'],
    ['1.2,3', 'en', 'separators'],
    ['0.1234567', 'en', 'tooManyDecimals'],
  ])('does not guess at %j in %s: %s', (typed, locale, fault) => {
    expect(parseDecimal(typed, locale)).toEqual({ fault });
  });

  it('knows the separators of a locale', () => {
    expect(separatorsOf('de')).toEqual({ group: '.', point: ',', minus: '-' });
  });
});
