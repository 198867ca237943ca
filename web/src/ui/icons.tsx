/** Our own icons, drawn on 20 × 20 in the colour of the text beside them. All of them are decoration. */
import type { ReactNode } from 'react';

interface IconProps {
  size?: number;
}

interface DrawnProps extends IconProps {
  children: ReactNode;
}

function Drawn({ size = 18, children }: DrawnProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {children}
    </svg>
  );
}

export const ListIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M3.5 5h13M3.5 10h13M3.5 15h8" />
  </Drawn>
);
export const ChartIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M3 17h14M5.5 14v-4M10 14V4M14.5 14V7.5" />
  </Drawn>
);
export const FactorIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M4 16 16 4M6 4v4M4 6h4M12.5 14.5h4" />
  </Drawn>
);
export const AccountIcon = (props: IconProps) => (
  <Drawn {...props}>
    <circle cx="10" cy="6.75" r="3.25" />
    <path d="M3.75 17c.6-3.4 3.1-5 6.25-5s5.65 1.6 6.25 5" />
  </Drawn>
);
export const LogOutIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M12 3.5H5v13h7M9 10h8m-3-3 3 3-3 3" />
  </Drawn>
);
export const SunIcon = (props: IconProps) => (
  <Drawn {...props}>
    <circle cx="10" cy="10" r="3.25" />
    <path d="M10 2v1.5m0 13V18M2 10h1.5m13 0H18M4.3 4.3l1.1 1.1m9.2 9.2 1.1 1.1m0-11.4-1.1 1.1m-9.2 9.2-1.1 1.1" />
  </Drawn>
);
export const MoonIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M16.5 11.8A6.9 6.9 0 0 1 8.2 3.5a6.9 6.9 0 1 0 8.3 8.3Z" />
  </Drawn>
);
export const SystemIcon = (props: IconProps) => (
  <Drawn {...props}>
    <rect x="2.5" y="3.5" width="15" height="10" rx="1.5" />
    <path d="M7 17h6m-3-3.5V17" />
  </Drawn>
);
export const PlusIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M10 4v12M4 10h12" />
  </Drawn>
);
export const EditIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="m12.5 4.5 3 3L7 16l-3.75.75L4 13l8.5-8.5Z" />
  </Drawn>
);
export const DeleteIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M3.5 5.5h13M8 5.5v-2h4v2m-6.5 0 .75 11h7.5l.75-11" />
  </Drawn>
);
export const WarningIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M10 3 2.5 16.5h15L10 3Zm0 5.5v3.5m0 2.25v.01" />
  </Drawn>
);
export const ChevronIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="m5 7.5 5 5 5-5" />
  </Drawn>
);
export const WhyIcon = (props: IconProps) => (
  <Drawn {...props}>
    <circle cx="10" cy="10" r="7" />
    <path d="M7.9 8a2.15 2.15 0 1 1 3.2 1.9c-.7.4-1.1.8-1.1 1.6m0 2.25v.01" />
  </Drawn>
);
export const JournalIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M5 3h10.5v14H5a1.5 1.5 0 0 1-1.5-1.5v-11A1.5 1.5 0 0 1 5 3Zm1.75 0v14M9.5 7h3.5m-3.5 3h3.5" />
  </Drawn>
);
export const DocumentIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M5 2.75h6.5L15.5 7v10.25H5V2.75Zm6.25.25v4.25h4M7.75 11h5m-5 3h5" />
  </Drawn>
);
export const DownloadIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M10 3v9.5m-4-3.75 4 4 4-4M3.5 16.5h13" />
  </Drawn>
);
export const PrintIcon = (props: IconProps) => (
  <Drawn {...props}>
    <path d="M6 7V3h8v4M6 14H3.5V7h13v7H14M6 11.5h8V17H6v-5.5Z" />
  </Drawn>
);
