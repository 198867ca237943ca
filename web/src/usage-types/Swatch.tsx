import { useQuery } from '@tanstack/react-query';
import { TEXTURES, typeLooks } from '../theme/type-look';
import { type UsageType, usageTypesQuery } from './queries';
import classes from './Swatch.module.css';

const looksOf = (types: readonly UsageType[]) => typeLooks(types.map(({ id }) => id));

const useLooks = () => useQuery({ ...usageTypesQuery, select: looksOf }).data;

/** Until it is known how a type looks it is grey. */
const colourOf = (look?: { colour: number }) =>
  look ? `var(--type-${look.colour})` : 'var(--mantine-color-placeholder)';

/** Stands beside the name of a usage type: its colour with its texture, as in the chart. */
export function Swatch({ usageTypeId }: { usageTypeId: number }) {
  const look = useLooks()?.get(usageTypeId);
  return (
    <svg viewBox="0 0 8 8" className={classes.swatch} aria-hidden="true" focusable="false">
      <rect width="8" height="8" rx="1.5" fill={colourOf(look)} />
      <path d={look && TEXTURES[look.texture]} className={classes.texture} />
    </svg>
  );
}

/** What to fill a shape with, once {@link Textures} of the type are on the page. */
export const fillOf = (usageTypeId: number) => `url(#type-${usageTypeId})`;

/** The looks of usage types, for the shapes of a drawing on the page. */
export function Textures({ usageTypeIds }: { usageTypeIds: readonly number[] }) {
  const looks = useLooks();
  return (
    <svg width="0" height="0" className={classes.textures} aria-hidden="true" focusable="false">
      <defs>
        {usageTypeIds.map((id) => {
          const look = looks?.get(id);
          return (
            <pattern key={id} id={`type-${id}`} width="8" height="8" patternUnits="userSpaceOnUse">
              <rect width="8" height="8" fill={colourOf(look)} />
              <path d={look && TEXTURES[look.texture]} className={classes.texture} />
            </pattern>
          );
        })}
      </defs>
    </svg>
  );
}
