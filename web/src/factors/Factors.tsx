import { Button, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FailureAlert, useFailureWords } from '../ui/FailureAlert';
import { PlusIcon } from '../ui/icons';
import { lazyDialog, usePreloaded } from '../ui/lazy-dialog';
import { PageHeading } from '../ui/PageHeading';
import { useShortcut } from '../ui/shortcuts';
import { keepTyping } from '../ui/typed-ahead';
import { useDialog } from '../ui/use-dialog';
import { usageTypesQuery } from '../usage-types/queries';
import classes from './Factors.module.css';
import { TypeItem } from './TypeItem';

const AddTypeDialog = lazyDialog(() => import('./AddTypeDialog'));
const DIALOGS = [AddTypeDialog];

/** How many usage types come with the installation: so many rows there will be at least. */
const PRELOADED = 5;

/** Every usage type with the factor in force; one of them unfolded. */
export function Factors() {
  const { t } = useTranslation();
  const inWords = useFailureWords();
  const { data: types, error } = useQuery(usageTypesQuery);
  const adding = useDialog<true>();
  usePreloaded(types !== undefined, DIALOGS);
  const add = () => {
    keepTyping();
    adding.open(true);
  };
  useShortcut('n', t('factors.add.title'), add);
  return (
    <>
      <PageHeading title={t('factors.title')} lead={t('factors.lead')}>
        <Button leftSection={<PlusIcon />} onClick={add}>
          {t('factors.add.title')}
        </Button>
      </PageHeading>
      <FailureAlert words={error && !types ? [inWords(error)] : []} />
      {types?.length === 0 && <p className={classes.empty}>{t('factors.empty')}</p>}
      {types && types.length > 0 && (
        <ul className={classes.list}>
          {types.map((type) => (
            <TypeItem key={type.id} type={type} />
          ))}
        </ul>
      )}
      {!types && !error && (
        <div className={classes.list} aria-busy="true">
          {Array.from({ length: PRELOADED }, (_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they are all the same
            <div key={row} className={classes.awaited}>
              <Skeleton height={14} width="40%" />
            </div>
          ))}
        </div>
      )}
      {adding.shown && <AddTypeDialog onClose={adding.close} />}
    </>
  );
}
