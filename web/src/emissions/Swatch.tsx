import { typeColour } from '../theme/type-colour';
import classes from './Swatch.module.css';

/** What lies over each of the eight colours, so that nobody has to tell bars apart by colour alone. */
const TEXTURES = [
  '',
  'M-2 10 10 -2M-2 2 2 -2M6 10 10 6',
  'M2 2h.01M6 6h.01',
  'M0 2h8M0 6h8',
  'M-2 -2 10 10M6 -2 10 2M-2 6 2 10',
  'M2 0v8M6 0v8',
  'M0 4h8M4 0v8',
  'M0 3 2 1l4 4 2-2M0 7l2-2 4 4 2-2',
];

const textureOf = (colour: string) => Number(/\d+/.exec(colour)?.[0] ?? 0);

/** What to fill a shape with, once {@link Textures} is on the page. */
export const fillOf = (usageTypeId: number) => `url(#texture-${textureOf(typeColour(usageTypeId))})`;

/** The colour of each type with its texture, for every drawing on the page. */
export function Textures() {
  return (
    <svg width="0" height="0" className={classes.textures} aria-hidden="true" focusable="false">
      <defs>
        {TEXTURES.map((path, index) => (
          <pattern
            key={path}
            id={`texture-${index}`}
            width="8"
            height="8"
            patternUnits="userSpaceOnUse"
            className={classes.texture}
          >
            <rect width="8" height="8" fill={`var(--type-${index})`} />
            <path d={path} />
          </pattern>
        ))}
      </defs>
    </svg>
  );
}

/** Stands beside the name of a usage type. */
export function Swatch({ usageTypeId }: { usageTypeId: number }) {
  return (
    <svg width="14" height="14" className={classes.swatch} aria-hidden="true" focusable="false">
      <rect width="14" height="14" rx="3" fill={fillOf(usageTypeId)} />
    </svg>
  );
}
