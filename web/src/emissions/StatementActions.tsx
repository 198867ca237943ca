import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { download } from '../ui/download';
import { useFailureWords } from '../ui/FailureAlert';
import { DownloadIcon, PrintIcon } from '../ui/icons';
import { failureNotice } from '../ui/notices';
import { type Asked, statementText } from './statement';

/** Paper and files of a statement; files are the service's own answers. */
export function StatementActions({ asked, text }: { asked: Asked; text: string }) {
  const { t } = useTranslation();
  const inWords = useFailureWords();
  const name = `statement-${asked.from}-${asked.to}`;
  const { mutate, isPending } = useMutation({
    mutationFn: () => statementText(asked, 'receipts'),
    onSuccess: (whole) => download(whole, `${name}-with-receipts.json`),
    onError: (error) => failureNotice(t('emissions.statement.notDownloaded', { reason: inWords(error) })),
  });
  return (
    <>
      <Button variant="default" leftSection={<PrintIcon size={16} />} onClick={() => window.print()}>
        {t('emissions.statement.print')}
      </Button>
      <Button
        variant="default"
        leftSection={<DownloadIcon size={16} />}
        onClick={() => download(text, `${name}.json`)}
      >
        {t('emissions.statement.download')}
      </Button>
      <Button
        variant="default"
        leftSection={<DownloadIcon size={16} />}
        loading={isPending}
        onClick={() => mutate()}
      >
        {t('emissions.statement.downloadAll')}
      </Button>
    </>
  );
}
