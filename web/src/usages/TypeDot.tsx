import { typeColour } from '../theme/type-colour';
import classes from './TypeDot.module.css';

/** The colour of a usage type, the same as in the chart; its name always stands beside. */
export function TypeDot({ id }: { id: number }) {
  return <span className={classes.dot} style={{ background: typeColour(id) }} aria-hidden="true" />;
}
