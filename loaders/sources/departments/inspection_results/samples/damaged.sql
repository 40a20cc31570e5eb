-- What a laboratory types by hand: a sort that is none, a day that was none, a title in place of a number.
CREATE TABLE reports (
  report_no TEXT PRIMARY KEY, lab_no TEXT, lab_name TEXT, kind TEXT, uscc TEXT, maker TEXT, product TEXT,
  product_code TEXT, batch TEXT, sampled_on TEXT, conclusion TEXT
);
CREATE TABLE items (
  report_no TEXT, item_no INTEGER, name TEXT, measured TEXT, required TEXT, standard_no TEXT, verdict TEXT
);
INSERT INTO reports VALUES
  ('JY2013-9101', '样例资质-01', '样例检验检测所', '委托检验', '91640199MA90001264', '银川样例庚机械有限公司', '样例机床', 'JC-9',
   NULL, '9999-9-9', '合格'),
  ('JY2013/9102', '样例资质-01', '样例检验检测所', '监督抽查', '91640199MA9000134Y', '吴忠样例辛制药有限公司', '样例药材', NULL,
   NULL, '2013-06-31', '基本合格'),
  ('JY2013-9103', '样例资质-01', '样例检验检测所', '仲裁检验', '91640199MA9000142R', '中卫样例壬农机有限公司', '样例农机', 'NJ-3',
   '01', '2013-06-20', '不合格');
INSERT INTO items VALUES
  ('JY2013-9101', 1, '外观', '完好', '完好', NULL, '符合'),
  ('JY2013/9102', 1, '水分', '9 %', '≤10 %', NULL, '符合'),
  ('JY2013-9103', 1, '样例强度', '210 MPa', '≥235 MPa', '产品说明书', '不符合'),
  ('JY2013-9103', 2, '样例硬度', '60', '≥58', NULL, '符合'),
  ('JY2013-9103', 2, '样例硬度', '50', '≥58', NULL, '不符合'),
  ('JY2013-9103', 3, '送检人 13800000023', '—', '—', NULL, '符合');
