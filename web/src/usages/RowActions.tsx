import { ActionIcon, type ActionIconProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DeleteIcon, EditIcon, WhyIcon } from '../ui/icons';
import type { Usage } from './queries';
import classes from './RowActions.module.css';
import { useWhat } from './use-what';

export type Act = (kind: 'why' | 'edit' | 'delete', usage: Usage) => void;

const ICONS = { why: WhyIcon, edit: EditIcon, delete: DeleteIcon } as const;
const LOOK: ActionIconProps = { variant: 'subtle', color: 'gray', size: 28 };

/** What can be done with a usage. The ids are where the focus comes back to. */
export function RowActions({ usage, act }: { usage: Usage; act: Act }) {
  const { t } = useTranslation();
  const named = useWhat()(usage);
  return (
    <div className={classes.actions}>
      {(['why', 'edit', 'delete'] as const).map((kind) => {
        const Icon = ICONS[kind];
        const label = t(`usages.actions.${kind}`, { what: named });
        return (
          <ActionIcon
            {...LOOK}
            key={kind}
            id={`${kind}-${usage.id}`}
            aria-label={label}
            title={label}
            onClick={() => act(kind, usage)}
          >
            <Icon size={16} />
          </ActionIcon>
        );
      })}
    </div>
  );
}
