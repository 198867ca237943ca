import { Anchor, type CSSVariablesResolver, createTheme, type MantineColorsTuple, Text } from '@mantine/core';

/** The one accent. White text stands on shade 7 in the light theme, on shade 6 in the dark. */
const pine: MantineColorsTuple = [
  '#eaf6f2',
  '#d3ebe4',
  '#a6d8ca',
  '#73c4b0',
  '#49b199',
  '#2a9b83',
  '#14846e',
  '#0c6b5a',
  '#0a5749',
  '#07433a',
];

const gray: MantineColorsTuple = [
  '#f6f8f7',
  '#eef1f0',
  '#e3e8e6',
  '#d3dad7',
  '#b7c1bd',
  '#8f9b97',
  '#5f6b67',
  '#47524f',
  '#303936',
  '#1b2220',
];

/** From text (0) to the ground of the page (8). */
const dark: MantineColorsTuple = [
  '#dde4e1',
  '#b3bebb',
  '#98a5a1',
  '#75837f',
  '#3c4744',
  '#2d3634',
  '#222a28',
  '#1a201f',
  '#121716',
  '#0b0f0e',
];

const red: MantineColorsTuple = [
  '#fdeeec',
  '#fadad6',
  '#f5b3ab',
  '#f08f84',
  '#ea7165',
  '#dd5447',
  '#c93d31',
  '#b03026',
  '#96251d',
  '#781a14',
];

export const theme = createTheme({
  primaryColor: 'pine',
  primaryShade: { light: 7, dark: 6 },
  colors: { pine, gray, dark, red },
  black: '#1b2220',
  fontFamily: "'Inter', 'Inter Fallback', system-ui, sans-serif",
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  defaultRadius: 'md',
  radius: { xs: '0.1875rem', sm: '0.25rem', md: '0.4375rem', lg: '0.75rem', xl: '1.25rem' },
  fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.5', lg: '1.5', xl: '1.45' },
  headings: {
    fontWeight: '640',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.25' },
      h2: { fontSize: '1.125rem', lineHeight: '1.35' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.4' },
    },
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Text: Text.extend({ defaultProps: { size: 'sm' } }),
    Anchor: Anchor.extend({ defaultProps: { underline: 'always' } }),
    // Its header would count as a second banner of the page. Not extended: nobody should load it for that.
    Modal: { defaultProps: { attributes: { header: { role: 'presentation' } } } },
  },
});

/** Mantine's own choices for muted text, errors and borders miss WCAG AA here and there. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fff',
    '--mantine-color-dimmed': 'var(--mantine-color-gray-6)',
    '--mantine-color-placeholder': '#6b7773',
    '--mantine-color-error': 'var(--mantine-color-red-7)',
    '--mantine-color-default-border': '#87938f',
    '--mantine-color-anchor': 'var(--mantine-color-pine-7)',
  },
  dark: {
    '--mantine-color-body': 'var(--mantine-color-dark-7)',
    '--mantine-color-dimmed': 'var(--mantine-color-dark-2)',
    '--mantine-color-placeholder': '#8b9894',
    '--mantine-color-error': 'var(--mantine-color-red-3)',
    '--mantine-color-default-border': '#6a7773',
    '--mantine-color-default': 'var(--mantine-color-dark-7)',
    '--mantine-color-default-hover': 'var(--mantine-color-dark-6)',
    '--mantine-color-anchor': 'var(--mantine-color-pine-3)',
  },
});
