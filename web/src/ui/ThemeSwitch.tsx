import { SegmentedControl, useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { MoonIcon, SunIcon, SystemIcon } from './icons';
import classes from './ThemeSwitch.module.css';

const CHOICES = { light: SunIcon, dark: MoonIcon, auto: SystemIcon } as const;

/** Light, dark, or as the system. The choice is kept where first-paint.js reads it. */
export function ThemeSwitch() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const data = (['light', 'dark', 'auto'] as const).map((value) => {
    const Icon = CHOICES[value];
    const label = t(`theme.${value}`);
    return {
      value,
      label: (
        <span className={classes.choice} title={label}>
          <Icon size={16} />
          <VisuallyHidden>{label}</VisuallyHidden>
        </span>
      ),
    };
  });
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('theme.label')}
      data={data}
      value={colorScheme}
      onChange={setColorScheme}
      withItemsBorders={false}
      classNames={{ root: classes.root, indicator: classes.indicator, label: classes.label }}
    />
  );
}
