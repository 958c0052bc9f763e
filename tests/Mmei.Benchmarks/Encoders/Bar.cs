namespace Mmei.Benchmarks.Encoders;

/// <summary>What is asked of a figure, and whether it is so.</summary>
/// <param name="Name">The ratio or figure.</param>
/// <param name="Of">The modality, or <see cref="EncodersReport.Whole"/>.</param>
/// <param name="Asked">The bar, in words.</param>
/// <param name="Value">What was measured; null where nothing was.</param>
internal sealed record Bar(string Name, string Of, string Asked, double? Value, bool Met)
{
    public static Bar AtLeast(double least, string name, string of, double? value) => new(name, of, $">= {least}", value, value >= least);

    public static Bar AtMost(double most, string name, string of, double? value) => new(name, of, $"<= {most}", value, value <= most);

    public static Bar Under(double limit, string name, string of, double? value) => new(name, of, $"< {limit}", value, value < limit);
}
