import { type Decimal, decimal } from './decimal';
import { separatorsOf } from './separators';

export type NotADecimal = 'empty' | 'notANumber' | 'separators' | 'tooManyDecimals';
type Parsed = { value: Decimal } | { fault: NotADecimal };

const SPACES_AND_APOSTROPHES = /(?<=\d)[\s\u00a0\u202f'’_](?=\d)/g;

/**
 * A number as somebody typed it, exactly. Nothing is guessed: a separator that stands where the locale would not put
 * it ("1,5" in English) is a fault, as taking it for the other kind would be wrong by a factor of ten or more.
 */
export function parseDecimal(typed: string, locale: string, maximumDecimals = 6): Parsed {
  const text = typed.trim().replace(SPACES_AND_APOSTROPHES, '').replace('−', '-');
  if (text === '') return { fault: 'empty' };
  if (!/^-?[\d.,]*\d[\d.,]*$/.test(text)) return { fault: 'notANumber' };
  const { group, point } = separatorsOf(locale);
  const [whole = '', fraction, ...more] = text.split(point);
  if (more.length > 0) return { fault: 'separators' };
  const groups =
    group === '.' || group === ',' ? whole.replace('-', '').split(group) : [whole.replace('-', '')];
  const areGroups = groups.every((part, index) => (index === 0 ? /^\d{1,3}$/ : /^\d{3}$/).test(part));
  if (groups.length > 1 ? !areGroups : !/^\d*$/.test(groups[0] ?? '')) return { fault: 'separators' };
  if (fraction !== undefined && !/^\d*$/.test(fraction)) return { fault: 'separators' };
  const digits = (fraction ?? '').replace(/0+$/, '');
  if (digits.length > maximumDecimals) return { fault: 'tooManyDecimals' };
  const sign = text.startsWith('-') ? '-' : '';
  return { value: decimal(`${sign}${groups.join('') || '0'}${digits ? `.${digits}` : ''}`) };
}
