import { createContext } from 'react';

/** Whether a page stands in the shell, which has a header already. */
export const Framed = createContext(false);
