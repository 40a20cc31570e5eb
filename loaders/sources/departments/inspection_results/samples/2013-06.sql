-- Two reports with several items each, one with a mistyped code, and one row that is wrong.
CREATE TABLE reports (
  report_no TEXT PRIMARY KEY, lab_no TEXT, lab_name TEXT, kind TEXT, uscc TEXT, maker TEXT, product TEXT,
  product_code TEXT, batch TEXT, sampled_on TEXT, conclusion TEXT
);
CREATE TABLE items (
  report_no TEXT, item_no INTEGER, name TEXT, measured TEXT, required TEXT, standard_no TEXT, verdict TEXT
);
INSERT INTO reports VALUES
  ('JY2013-9001', '样例资质-01', '样例检验检测所', '监督抽查', '91640199MA9000011X', '银川样例甲枸杞食品有限公司', '样例枸杞干果',
   'GQ-01', 'P130601', '2013-06-03', '合格'),
  ('JY2013-9002', '样例资质-01', '样例检验检测所', '监督抽查', '91640199ma900002xm', '石嘴山样例乙化工有限公司', '样例复合肥',
   'FH-7', '20130520', '20130605', '不合格'),
  ('FX2013-9003', '样例资质-02', '样例食品检验中心', '风险监测', '91640199MA9000038M', '吴忠样例丙乳业有限公司', '样例纯牛奶',
   NULL, NULL, '2013-06-09 00:00:00', '合格');
INSERT INTO items VALUES
  ('JY2013-9001', 1, '水分', '11.2 %', '≤13.0 %', 'GB/T 99901-2012', '符合'),
  ('JY2013-9001', 2, '二氧化硫', NULL, '≤0.1 g/kg', 'GB/T 99901-2012', '符合'),
  ('JY2013-9002', 1, '总养分', '38.6 %', '≥45.0 %', 'GB／T 99902—2011', '不符合'),
  ('JY2013-9002', 2, '包装标识', '缺生产日期', '齐全', 'N/A', '不符合'),
  ('JY2013-9002', 3, '水分', '2.0 %', '≤2.5 %', 'GB/T 99902-2011', '符合'),
  ('FX2013-9003', 1, '样例残留', '未检出', '不得检出', NULL, '符合'),
  ('FX2013-9003', NULL, '菌落总数', '100', '≤10000', NULL, '合格');
