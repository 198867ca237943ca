import { ChevronIcon } from '../ui/icons';

/** An arrow to the period before or after. */
export function StepIcon({ isForth }: { isForth: boolean }) {
  return (
    <span style={{ display: 'flex', rotate: isForth ? '-90deg' : '90deg' }}>
      <ChevronIcon />
    </span>
  );
}
