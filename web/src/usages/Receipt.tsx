import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { download } from '../ui/download';
import { FailureAlert, useFailureWords } from '../ui/FailureAlert';
import { DownloadIcon } from '../ui/icons';
import { receiptText, type Usage } from './queries';
import classes from './WhyDialog.module.css';

/** The receipt of a figure as a file, and how anybody verifies it. */
export function Receipt({ usage: { id, version } }: { usage: Usage }) {
  const { t } = useTranslation();
  const inWords = useFailureWords();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => receiptText(id, version),
    onSuccess: (text) => download(text, `receipt-${id}-v${version}.json`),
  });
  return (
    <>
      <h3 className={classes.title}>{t('usages.why.receipt.title')}</h3>
      <p className={classes.plain}>{t('usages.why.receipt.explanation')}</p>
      <p className={classes.hint}>{t('usages.why.receipt.verify')}</p>
      <FailureAlert words={error ? [inWords(error)] : []} mb="sm" />
      <Button
        variant="default"
        leftSection={<DownloadIcon size={16} />}
        loading={isPending}
        onClick={() => mutate()}
      >
        {t('usages.why.receipt.download')}
      </Button>
    </>
  );
}
