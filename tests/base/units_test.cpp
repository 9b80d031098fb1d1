#include "corridor/base/units.hpp"

#include <cstdint>
#include <type_traits>

#include <gtest/gtest.h>

#include "corridor/base/contract.hpp"

namespace corridor::units_test {
namespace {

using namespace std::chrono_literals;

TEST(TravelTime, IsLengthOverSpeed) {
  EXPECT_EQ(travel_time(metres(45'000), kilometres_per_hour(45)), 1h);
  EXPECT_EQ(travel_time(metres(1), kilometres_per_hour(3.6)), 1s);
  EXPECT_EQ(travel_time(metres(0), kilometres_per_hour(50)), 0s);
}

TEST(TravelTime, RoundsHalfAMicrosecondUp) {
  // 1 mm at v m/h takes 3.6e6 / v us.
  EXPECT_EQ(travel_time(Metres(1), KilometresPerHour(1'440'000)), Duration(3));  // 2.5
  EXPECT_EQ(travel_time(Metres(1), KilometresPerHour(1'440'001)), Duration(2));  // 2.4999983
  EXPECT_EQ(travel_time(Metres(1), KilometresPerHour(7'200'000)), Duration(1));  // 0.5
  EXPECT_EQ(travel_time(Metres(1), KilometresPerHour(7'200'001)), Duration(0));
}

TEST(TravelTime, IsExactForTenThousandKilometres) {
  EXPECT_EQ(travel_time(Metres(10'000'000'000), KilometresPerHour(1)), Duration(36'000'000'000'000'000));
  EXPECT_EQ(travel_time(Metres(9'999'999'999), KilometresPerHour(7)), Duration(5'142'857'142'342'857));  // .14...
}

TEST(TravelTime, NeedsASpeedAndALengthThatIsNotNegative) {
  EXPECT_THROW(static_cast<void>(travel_time(metres(1), kilometres_per_hour(0))), ContractViolation);
  EXPECT_THROW(static_cast<void>(travel_time(Metres(-1), kilometres_per_hour(1))), ContractViolation);
  EXPECT_THROW(static_cast<void>(travel_time(Metres(INT64_MAX), kilometres_per_hour(1))), ContractViolation);
}

TEST(Fuel, IsConsumptionTimesDistanceOrTime) {
  EXPECT_EQ(fuel_for(metres(57'000), litres_per_100_km(8)), litres(4.56));
  EXPECT_EQ(fuel_for(40h, litres_per_hour(0.8)), litres(32));
  EXPECT_EQ(fuel_for(Metres(0), litres_per_100_km(8)), Litres(0));
  EXPECT_EQ(time_on(litres(2), litres_per_hour(0.8)), 150min);
  EXPECT_EQ(share_of(40min, litres(1), litres(4)), 10min);
}

TEST(Fuel, RoundsHalfAUnitUp) {
  EXPECT_EQ(fuel_for(Metres(1), LitresPerKilometre(500'000)), Litres(1));  // 0.5 ul
  EXPECT_EQ(fuel_for(Metres(1), LitresPerKilometre(499'999)), Litres(0));
  EXPECT_EQ(fuel_for(Duration(1), LitresPerHour(1'800'000'000)), Litres(1));  // 0.5 ul
  EXPECT_EQ(fuel_for(Duration(1), LitresPerHour(1'799'999'999)), Litres(0));
  EXPECT_EQ(time_on(Litres(1), LitresPerHour(1'440'000'000)), Duration(3));  // 2.5 us
  EXPECT_EQ(share_of(Duration(5), Litres(1), Litres(2)), Duration(3));       // 2.5 us
}

TEST(Fuel, IsExactUpToTheBoundsOfScenarios) {
  const auto rate = litres_per_hour(largest_consumption);
  EXPECT_EQ(fuel_for(87'840h, rate), Litres(87'840 * rate.value()));  // ten years
  EXPECT_EQ(fuel_for(Metres(10'000'000'000), litres_per_100_km(largest_consumption)), litres(100'000));
  EXPECT_EQ(time_on(litres(largest_tank_l), LitresPerHour(1)), Duration(7'200'000'000'000'000'000));
  EXPECT_EQ(share_of(87'840h, litres(1500), litres(2000)), 65'880h);
  EXPECT_EQ(share_of(87'840h, litres(1), litres(100'000)), Duration(3'162'240'000));
}

TEST(Quantity, AddsSubtractsScalesAndCompares) {
  People people(40);
  people += People(2);
  people -= People(12);
  EXPECT_EQ(people, People(30));
  EXPECT_EQ(3 * people - people * 1, People(60));
  EXPECT_LT(People(1), People(2));
}

TEST(Quantity, OfOneKindIsNotOneOfAnother) {
  EXPECT_FALSE((std::is_convertible_v<People, Vehicles>));
  EXPECT_FALSE((std::is_constructible_v<Vehicles, People>));
  EXPECT_FALSE((std::is_convertible_v<std::int64_t, People>));
}

TEST(Metres, AreKeptToTheNearestMillimetre) {
  EXPECT_EQ(metres(2.5), Metres(2500));
  EXPECT_EQ(metres(0.0004), Metres(0));
  EXPECT_EQ(metres(0.0006), Metres(1));
  EXPECT_DOUBLE_EQ(to_metres(Metres(2500)), 2.5);
}

}  // namespace
}  // namespace corridor::units_test
