import { useTranslation } from 'react-i18next';
import { Dialog } from '../ui/Dialog';
import { DialogActions } from '../ui/DialogActions';
import { useFormats } from '../ui/use-formats';
import classes from './DeleteDialog.module.css';
import type { Usage } from './queries';
import { useWhat } from './use-what';

interface DeleteDialogProps {
  usage: Usage;
  onConfirm: () => void;
  onClose: () => void;
}

// biome-ignore lint/style/noDefaultExport: React.lazy wants one
export default function DeleteDialog({ usage, onConfirm, onClose }: DeleteDialogProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const what = useWhat();
  return (
    <Dialog title={t('usages.delete.title')} onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm();
        }}
      >
        <p className={classes.what}>
          {what(usage)}
          <br />
          {formats.emissions(usage.emissions_kg_co2e).exact}
        </p>
        <p className={classes.explanation}>{t('usages.delete.explanation')}</p>
        <DialogActions submit={t('usages.delete.confirm')} isPending={false} isDestructive />
      </form>
    </Dialog>
  );
}
