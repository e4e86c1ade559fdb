// Owns the products that the browser finds by itself, for which the backend has to allow this origin.
'use client';
import { useEffect, useState } from 'react';
import { findTitles } from './backend.js';
import { Titles } from './titles.jsx';

export function BrowserTitles() {
  const [titles, setTitles] = useState([]);
  useEffect(() => {
    findTitles().then(setTitles, (error) => setTitles([String(error)]));
  }, []);
  return <Titles found="in the browser" titles={titles} />;
}
