
namespace Mmei.Contracts.Taxonomy;

/// <summary>What a person's body is doing meanwhile, as a phone or a watch tells it.</summary>
public enum PhysicalActivity
{
    Still,
    Walking,
    Running,
    Cycling,
    Driving,
}
