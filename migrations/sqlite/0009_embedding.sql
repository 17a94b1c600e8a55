-- Origins of pages that may show an authority, or one of its departments, in a frame: JSON arrays.
ALTER TABLE authorities ADD COLUMN embed_origins TEXT NOT NULL DEFAULT '[]';
ALTER TABLE departments ADD COLUMN embed_origins TEXT NOT NULL DEFAULT '[]';
