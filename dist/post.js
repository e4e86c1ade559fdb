if (process.env.STATE_waiting) await import('./index.js');
