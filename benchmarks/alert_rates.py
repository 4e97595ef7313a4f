"""How often the alert rules are wrong, and what they find: measured anew and published.

python -m benchmarks.alert_rates        two minutes; writes data/reference/alert_rates.csv
"""

from tests.etl import alert_rates

if __name__ == "__main__":
    alert_rates.write()
    for row in alert_rates.written():
        print(row["code"], row["false_per_year"], row["found_pct"])
