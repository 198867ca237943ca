import { useTranslation } from 'react-i18next';
import mark from '../theme/brand.svg';
import classes from './Brand.module.css';

export function Brand() {
  const { t } = useTranslation();
  return (
    <span className={classes.brand}>
      <img src={mark} alt="" width={26} height={26} />
      {t('brand')}
    </span>
  );
}
